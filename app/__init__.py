"""The only place that wires things together: settings, container, web application, command line."""
