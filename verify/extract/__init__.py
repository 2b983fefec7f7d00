"""Text to claims with chains: pure functions over model and languages, no I/O."""

from verify.extract.engine import ENGINE, ENGINE_VERSION, extract
from verify.extract.tracing import Trace, trace

__all__ = ["ENGINE", "ENGINE_VERSION", "Trace", "extract", "trace"]
