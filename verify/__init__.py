"""verify: claims of a news article, who says them, and which of them nobody has verified."""

__version__ = "0.1.0"
