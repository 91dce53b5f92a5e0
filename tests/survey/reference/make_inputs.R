# Two small made-up samples with everything that is awkward. Run: Rscript make_inputs.R FOLDER SEED
# centres.csv: strata with 2 to 7 units, unit numbers that repeat across strata, one to eight rows a unit, zero
# weights, missing values and groups, a group with one row, a stratum that the domain `asked` leaves empty (it has no zero weights).
# halves.csv: two units in each of eight strata, for half samples; replicate weights below zero.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
set.seed(as.integer(arguments[2]))

people <- function(rows, stratum) {
  n <- length(stratum)
  strength <- match(stratum, unique(stratum))
  wage <- round(exp(rnorm(n, 2.8 + strength / 20, 0.5)), 2)
  w <- sample(c(0, 3:60), n, TRUE, prob = c(6, rep(1, 58)))
  data.frame(
    stratum = stratum, psu = rows,
    w = w,
    wage = ifelse(runif(n) < 0.08, NA, wage),
    level = sample(1:5, n, TRUE, prob = c(2, 5, 3, 1, 1)),
    profit = round(rnorm(n, 4, 60), 1),
    staff = rpois(n, 6) + 1,
    same = 7,
    rare = as.integer(seq_len(n) %in% sample(n, 2)),
    usual = as.integer(!seq_len(n) %in% sample(n, 3)),
    site = sample(c("a", "b", "c", NA), n, TRUE, prob = c(5, 4, 2, 1)),
    code = sample(c(1L, 2L, 10L), n, TRUE),
    asked = as.integer(stratum != unique(stratum)[5] & w > 0 & runif(n) < 0.8)
  )
}

units <- function(counts, most) {
  stratum <- rep(names(counts), counts)
  psu <- unlist(lapply(counts, seq_len))
  rows <- sample(most, sum(counts), TRUE)
  people(rep(psu, rows), rep(stratum, rows))
}

with_replicates <- function(data, name, design) {
  found <- weights(design, "analysis")
  data[paste0(name, seq_len(ncol(found)))] <- found
  data
}

save <- function(data, name) {
  numbers <- sapply(data, is.double)
  data[numbers] <- lapply(data[numbers], signif, 15)
  write.csv(data, file.path(folder, name), row.names = FALSE, na = "", quote = FALSE)
}

centres <- units(c(north = 2, east = 3, south = 5, west = 7, islands = 4), 8)
centres$site[which(centres$w > 0 & centres$asked == 1)[1]] <- "lone"
in_stratum <- tapply(centres$psu, centres$stratum, max)[centres$stratum]
centres$units <- in_stratum * c(north = 3, east = 5, south = 2, west = 9, islands = 1)[centres$stratum]
centres$drawn <- 1 / c(north = 4, east = 8, south = 2, west = 16, islands = 1)[centres$stratum]
nested <- svydesign(~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = centres)
centres <- with_replicates(centres, "jkn", as.svrepdesign(nested, type = "JKn"))
boot <- as.svrepdesign(nested, type = "subbootstrap", replicates = 24)
centres <- with_replicates(centres, "boot", boot)
save(centres, "centres.csv")

halves <- units(setNames(rep(2, 8), paste0("s", 1:8)), 6)
paired <- svydesign(~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = halves)
halves <- with_replicates(halves, "brr", as.svrepdesign(paired, type = "BRR"))
halves <- with_replicates(halves, "fay3", as.svrepdesign(paired, type = "Fay", fay.rho = 0.3))
halves <- with_replicates(halves, "fay5", as.svrepdesign(paired, type = "Fay", fay.rho = 0.5))
halves$unit <- paste0(halves$stratum, halves$psu)
single <- svydesign(~unit, weights = ~w, data = halves)
halves <- with_replicates(halves, "jk", as.svrepdesign(single, type = "JK1"))
for (i in 1:20) halves[[paste0("sdr", i)]] <- round(halves$w * sample(c(-0.2, 0, 0.6, 1, 1.7), nrow(halves), TRUE))
save(halves, "halves.csv")
