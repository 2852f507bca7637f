"""Trying the program out where it is installed, on invented people in a scratch folder.

- ``steps``         what a step is, trying one, and telling how it went
- ``resources``     fonts, icons, texts and licences are there and whole
- ``registers``     time, an encrypted register, and a practice office
- ``old_registers`` every register an earlier version left is upgraded
- ``papers``        one of each document is made and read again
- ``backups``       a backup is made, tried out and restored

The window is tried by ``cli``. Nothing here comes near the office's own register.
"""
