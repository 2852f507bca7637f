"""What IT, or the person, has decided about the program on this machine.

A cupboard: every floor may open it, it opens nothing. ``keys`` are what can be decided,
``sources`` the places it may be written, ``choices`` what is in force and who said so.
Strongest first: the command line, the machine's policy, the machine's file, the
person's own file, and what is usual.
"""
