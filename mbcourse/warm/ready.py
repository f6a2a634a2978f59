"""Kernel clients that detect when a kernel is ready; those of ``jupyter_client`` wait for 200 ms of silence."""

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.client import KernelClient
from jupyter_core.utils import run_sync


async def _wait_for_ready(client: KernelClient, timeout: float | None = None) -> None:
    """Request the kernel's description until its reply and everything that it publishes about the reply are there.

    Parameters
    ----------
    timeout : float, optional
        Seconds. By default the kernel may take as long as it lives.

    Raises
    ------
    RuntimeError
        If the kernel ended, or did not answer in time.
    """
    until = time.monotonic() + (float("inf") if timeout is None else timeout)
    while not await _answers(client):
        if not await client._async_is_alive():
            raise RuntimeError("Kernel died before replying to kernel_info")
        if time.monotonic() > until:
            raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")


async def _answers(client: KernelClient) -> bool:
    """Send one request. Published messages may be lost, because a subscription takes a moment to arrive."""
    request = client.kernel_info()
    try:
        reply = await client._async_get_shell_msg(timeout=1)
        while reply["parent_header"].get("msg_id") != request:
            reply = await client._async_get_shell_msg(timeout=1)
        while not _is_idle(await client._async_get_iopub_msg(timeout=0.2), request):
            pass
    except Empty:
        return False
    client._handle_kernel_info_reply(reply)
    return True


def _is_idle(message: dict[str, Any], request: str) -> bool:
    state = message["parent_header"].get("msg_id"), message["content"].get("execution_state")
    return state == (request, "idle")


class ReadyAsyncClient(AsyncKernelClient):
    """An `AsyncKernelClient` that detects when its kernel is ready."""

    wait_for_ready = _wait_for_ready


class ReadyBlockingClient(BlockingKernelClient):
    """A `BlockingKernelClient` that detects when its kernel is ready."""

    wait_for_ready = run_sync(_wait_for_ready)


# The value to give a kernel manager's `client_class`, by its present value.
READY = {
    "jupyter_client.asynchronous.AsyncKernelClient": f"{__name__}.ReadyAsyncClient",
    "jupyter_client.blocking.BlockingKernelClient": f"{__name__}.ReadyBlockingClient",
}
