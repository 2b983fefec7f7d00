"""Many articles at once: `verify bulk`, and the pure function under it for Spark, Ray and your own programs.

    from verify.desk.bulk import Record, extract_record

docs/bulk.md has examples.
"""

from verify.desk.bulk.extracting import extract_record
from verify.desk.bulk.running import How, Reading, Step, Summary, ledger
from verify.desk.reading import Asked, Read
from verify.fetch.inputs import NAMES, Fields, Record

__all__ = [
    "NAMES",
    "Asked",
    "Fields",
    "How",
    "Read",
    "Reading",
    "Record",
    "Step",
    "Summary",
    "extract_record",
    "ledger",
]
