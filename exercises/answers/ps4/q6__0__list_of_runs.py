# says: wrong shape (1, 7), expected shape (7,)
def averaged_excess(paths, lengths, hessian):
    excess, first = [], 0
    for length in lengths:
        means = [paths[first + j // 2 : first + j + 1].mean(axis=0) for j in range(length)]
        excess.append([mean @ hessian @ mean / 2 for mean in means])
        first += length
    return excess
