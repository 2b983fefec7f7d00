"""What the program costs and how well it reads, by commands: `python -m benchmarks.NAME`."""
