def work_done(n, sizes, epochs, fixed, each):
    axes = [[], [], [], []]
    for size in sizes:
        per_epoch = int(n) // int(size) + (n % size > 0)
        axes[0].append(list(range(epochs + 1)))
        axes[1].append([e * per_epoch for e in range(epochs + 1)])
        axes[2].append([e * n for e in range(epochs + 1)])
        axes[3].append([e * (per_epoch * fixed + n * each) for e in range(epochs + 1)])
    return axes
