"""Lønnsfil: the codes payroll knows, and how the file to payroll looks."""
