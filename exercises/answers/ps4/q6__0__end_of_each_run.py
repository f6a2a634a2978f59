# says: wrong shape
def averaged_excess(paths, lengths, hessian):
    excess = []
    first = 0
    for length in lengths:
        for j in range(length):
            mean = paths[first + j // 2 : first + j + 1].mean(axis=0)
            last = mean @ hessian @ mean / 2
        excess.append(last)
        first += length
    return excess
