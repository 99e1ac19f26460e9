"""Serving: a register's site shown on this machine, each page made when it is asked for."""
