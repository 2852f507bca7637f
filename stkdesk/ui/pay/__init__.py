"""Lønn: the payroll runs, and the wizard that makes one."""
