"""The desk in a browser: thin, over verify.desk. Imported when `verify serve` is called."""
