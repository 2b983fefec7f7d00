"""The command line. Nothing is imported here that a command might not need: `verify --help` starts at
once.
"""


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    from verify.cli.root import cli

    cli(prog_name="verify")
