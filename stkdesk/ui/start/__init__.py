"""The first start: from no register to an open office."""
