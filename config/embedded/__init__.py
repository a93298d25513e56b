"""PostgreSQL and Valkey for a machine that has neither: run for as long as a `./dev` command needs them.

Standard library only, no Django. `python -m config.embedded -- COMMAND …` is the one entry.

Every command holds a shared lock on the server's users file for its life. A keeper, one for each server, is
that server's parent: it starts it again when it dies and stops it when it is granted the users file alone, that
is when the last command is gone, however it went. The kernel releases all locks of a killed process.
"""
