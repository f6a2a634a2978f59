"""What a network's memory is used for: the tensors that the forward pass keeps for the backward pass."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor, nn


def saved_bytes(model: "nn.Module", *inputs: Any) -> int:
    """Return how many bytes a forward pass keeps for the backward pass.

    They grow with the batch size, and are held until the gradient has been computed. Parameters and buffers of the
    model are left out, since they are there anyway, whatever the batch size.

    Parameters
    ----------
    model : Module
        Called once, so that a layer such as batch normalisation updates its running means. To count what the loss
        keeps, give a module that returns the loss.
    *inputs
        What the model is called with, such as a batch of examples and their labels.

    Returns
    -------
    int
        Bytes. A tensor that several layers keep counts once, and a view as all of the tensor that it is a view of,
        which stays as long as the view does.

    Raises
    ------
    ValueError
        If `model` is not a module.

    Notes
    -----
    The tensors are those that autograd's ``saved_tensors_hooks`` pass on (`PyTorch's tutorial
    <https://docs.pytorch.org/tutorials/intermediate/autograd_saved_tensors_hooks_tutorial.html>`__). What the forward
    pass frees again, what the backward pass needs for itself, and what an allocator rounds up are not among them: the
    peak of a process is higher.

    Examples
    --------
    For each example, a layer keeps its 64 inputs of 4 bytes, and the ReLU its 32 outputs:

    >>> import torch
    >>> from torch import nn
    >>> from mbcourse import memory
    >>> model = nn.Sequential(nn.Linear(64, 32), nn.ReLU())
    >>> [memory.saved_bytes(model, torch.zeros(b, 64)) for b in (1, 10)]
    [384, 3840]
    """
    import torch
    from torch.multiprocessing.reductions import StorageWeakRef

    if not isinstance(model, torch.nn.Module):
        raise ValueError(f"model is {model!r}: give a torch.nn.Module, whose parameters can be left out")
    sizes: dict[Any, int] = {}  # of storages, by what they are known by

    def keep(tensor: "Tensor") -> "Tensor":
        storage = tensor.untyped_storage()
        sizes[StorageWeakRef(storage)] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        model(*inputs)
    for tensor in (*model.parameters(), *model.buffers()):
        sizes.pop(StorageWeakRef(tensor.untyped_storage()), None)
    return sum(sizes.values())
