"""Servers on this machine."""

from tests.loopback import home, net, server

__all__ = ["home", "net", "server"]
