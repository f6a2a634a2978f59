def averaged_excess(paths, lengths, hessian):
    p, result, rest = len(hessian), [], [list(map(float, row)) for row in paths]
    for length in lengths:
        run, rest = rest[:length], rest[length:]
        for j in range(length):
            later = run[j // 2 : j + 1]
            mean = [sum(column) / len(later) for column in zip(*later)]
            result.append(sum(mean[a] * hessian[a][b] * mean[b] for a in range(p) for b in range(p)) / 2)
    return result
