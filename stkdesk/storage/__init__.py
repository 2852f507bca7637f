"""The archive: tables, keys, opening a register, upgrading an older one."""
