"""The command line's door: `python cli.py …` is the `verify` command."""

from verify.cli import main

if __name__ == "__main__":
    main()
