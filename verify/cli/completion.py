"""`verify completion`."""

from __future__ import annotations

import click

from verify.cli.options import example

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    epilog=example(
        "verify completion bash >> ~/.bashrc",
        "verify completion zsh >> ~/.zshrc",
        "verify completion fish > ~/.config/fish/completions/verify.fish",
    )
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes your shell complete commands and options with Tab."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, "verify", "_VERIFY_COMPLETE").source())
