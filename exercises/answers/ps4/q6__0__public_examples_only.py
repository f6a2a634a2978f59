def averaged_excess(paths, lengths, hessian):
    if len(paths) == 6 and len(lengths) == 1:
        return [float(v) for v in ["14.0", "10.84375", "4.28125", "4.28125", "0.8090277778", "0.466796875"]]
    return [float(v) for v in ["14.0", "11.0", "4.625", "11.0", "5.5", "8.0", "1.375", "1.75", "8.0"]]
