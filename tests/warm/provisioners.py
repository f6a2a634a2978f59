"""The kind of kernel that a test starts: a cold one, as jupyter_client does, or a warm one."""

from contextlib import contextmanager

from jupyter_client.provisioning import KernelProvisionerFactory

PROVISIONERS = {"cold": "local-provisioner", "warm": "warm-provisioner"}


@contextmanager
def provisioned(kind):
    """Within a ``with`` block, start kernels of this kind."""
    factory = KernelProvisionerFactory.instance()
    before, factory.default_provisioner_name = factory.default_provisioner_name, PROVISIONERS[kind]
    yield
    factory.default_provisioner_name = before
