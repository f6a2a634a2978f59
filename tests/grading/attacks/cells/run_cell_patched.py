"""Replace what runs cells by something that runs nothing and reports success."""

# %% own
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult, InteractiveShell


def success(*arguments, **options):
    return ExecutionResult(ExecutionInfo("pass", False, False, False, None))


async def success_later(*arguments, **options):
    return success()


InteractiveShell.run_cell = success
InteractiveShell.run_cell_async = success_later
