"""What the register's jobs say on a code host: comments on proposals, and reminders as issues.

Only the standard library is needed here: the step that holds a token runs nothing that others wrote.
"""
