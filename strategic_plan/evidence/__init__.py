"""Looking into a file that is offered as evidence, before anything of it is kept."""
