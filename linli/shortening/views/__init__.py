"""Pages of versions under which somebody is observed less long."""
