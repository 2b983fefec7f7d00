"""Address, file or stdin to snapshot and article text; everything about the safety of fetching."""

from verify.fetch.read import read
from verify.fetch.reading import Limits, Reading, ReadOptions

__all__ = ["Limits", "ReadOptions", "Reading", "read"]
