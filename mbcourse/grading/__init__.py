"""The instructor's side: plugins for nbgrader that read submissions and talk to learning management systems.

nbgrader finds them by name, as in ``nbgrader export --exporter=mbcourse.grading.exporters.CanvasExporter``. They need
the extra ``instructor``; ``import mbcourse`` loads none of them.
"""
