"""`verify serve`."""

from __future__ import annotations

import click

from verify.cli.options import actor, database, example, opened


@click.command(
    epilog=example(
        "verify serve",
        "verify serve --port 8800 --open",
        "verify serve --host 0.0.0.0 --name desk.example.org --https",
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: a free one.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Name under which browsers reach it.")
@click.option("--https", is_flag=True, help="Browsers reach it by https, through a proxy of yours.")
@click.option("--sign-in", is_flag=True, help="People sign in on this machine too.")
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@actor
@database
def serve(
    host: str, port: int, names: tuple[str, ...], https: bool, sign_in: bool, browse: bool, by: str
) -> None:
    """The desk in a browser: read articles with their claims marked, judge them, see who says what.

    On this machine alone it asks nobody for a name: what is done there is done by you. With any other --host
    people sign in (verify people add), and the names under which browsers reach it are given with --name.

    Trouble is written to standard error. With VERIFY_LOG=json in the environment it is a JSON object a line,
    and every request and job has one too.
    """
    from verify.web.serving import Serving, run

    with opened(create=True) as store:
        run(store, Serving(host, port, names, https, sign_in, browse, by), click.echo)
