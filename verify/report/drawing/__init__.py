"""Drawings as SVG, made here and nowhere else: pure functions of a view, no script, nothing loaded.

    article_svg(view)   who says what in an article    twin: article_words(view)
    voices_svg(view)    a claim's voices               twin: voices_words(view)

A twin is the same in lines of plain text, for whoever reads rather than looks.
"""

from verify.report.drawing.chains import article_svg, article_words, articles_svg
from verify.report.drawing.page import CSS
from verify.report.drawing.voices import voices_svg, voices_words

__all__ = ["CSS", "article_svg", "article_words", "articles_svg", "voices_svg", "voices_words"]
