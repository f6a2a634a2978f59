def sgd(inputs, targets, names, sequences, begin, rate, decay):
    w, b = map(float, begin)
    rows, updates = [[w, b]], 0
    for sequence in sequences:
        for name in sequence:
            picked = [(p, q) for p, q, s in zip(inputs, targets, names) if s == name]
            step = rate / (1 + decay * updates)
            errors = [w * p + b - q for p, q in picked]
            to_w = 2 * sum(e * p for e, (p, _) in zip(errors, picked)) / len(picked)
            to_b = 2 * sum(errors) / len(picked)
            w, b = w - step * to_w, b - step * to_b
            rows.append([w, b])
            updates += 1
    return rows
