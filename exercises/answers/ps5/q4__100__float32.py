import torch


def stop(losses, patience):
    best, lowest, waited, epoch = 0, torch.tensor(torch.inf), 0, -1
    while waited < patience and epoch + 1 < len(losses):
        epoch += 1
        if losses[epoch].float() < lowest:
            best, lowest, waited = epoch, losses[epoch].float(), 0
        else:
            waited += 1
    return best, epoch
