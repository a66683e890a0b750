"""Charts: values in, geometry out; templates draw them, and Plotly explores them on demand."""
