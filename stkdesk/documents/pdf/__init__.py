"""PDF for archive and printer: what ReportLab lacks, in small parts."""
