"""The report on a graded assignment, as a page and as tables: ``mbcourse report``.

`commands` is the command line, `page` gathers and writes the report, `items` analyses the tests, `marks` reads the
gradebook, `similarity` compares submissions, `plots` draws the figures, and `tables` writes the CSV files.
"""
