"""What values tell besides numbers of people: sums that few make up, percentiles; and values made coarser."""
