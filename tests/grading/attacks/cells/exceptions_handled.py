"""Swallow every exception with the shell's handler for custom exceptions."""

# %% own
from IPython import get_ipython

get_ipython().set_custom_exc((BaseException,), lambda *arguments, **options: None)
