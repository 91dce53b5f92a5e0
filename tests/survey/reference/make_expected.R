# What R's survey says of the tables beside this file. Run: Rscript make_expected.R FOLDER [all]
# One row an estimate. Intervals are at 95%, with the degrees of freedom of the domain, or of the group for quantiles.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
everything <- length(arguments) > 1
read <- function(name) {
  data <- read.csv(file.path(folder, name), na.strings = "", stringsAsFactors = FALSE)
  data$site[is.na(data$site)] <- "(missing)"
  data
}
centres <- read("centres.csv")
halves <- read("halves.csv")

replicated <- function(data, name, type, mse, ...) {
  weights <- data[grep(paste0("^", name, "[0-9]+$"), names(data))]
  svrepdesign(weights = ~w, repweights = weights, data = data, type = type, mse = mse, combined.weights = TRUE, ...)
}
units_of <- tapply(centres$psu, centres$stratum, max)
of_replicate <- rep(units_of[unique(centres$stratum)], units_of[unique(centres$stratum)])
designs <- list(
  nested = svydesign(~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = centres),
  sizes = svydesign(~psu, strata = ~stratum, weights = ~w, fpc = ~units, nest = TRUE, data = centres),
  fractions = svydesign(~psu, strata = ~stratum, weights = ~w, fpc = ~drawn, nest = TRUE, data = centres),
  strata = svydesign(~1, strata = ~stratum, weights = ~w, data = centres),
  clusters = svydesign(~psu, weights = ~w, data = centres),
  weights = svydesign(~1, weights = ~w, data = centres)
)
for (mse in c(TRUE, FALSE)) {
  more <- list(
    jkn = replicated(centres, "jkn", "JKn", mse, scale = 1, rscales = (of_replicate - 1) / of_replicate),
    boot = replicated(centres, "boot", "bootstrap", mse, scale = 1 / 23, rscales = rep(1, 24)),
    jk = replicated(halves, "jk", "JK1", mse, scale = 15 / 16),
    brr = replicated(halves, "brr", "BRR", mse),
    fay3 = replicated(halves, "fay3", "Fay", mse, rho = 0.3),
    fay5 = replicated(halves, "fay5", "Fay", mse, rho = 0.5),
    sdr = replicated(halves, "sdr", "other", mse, scale = 4 / 20, rscales = rep(1, 20))
  )
  designs[paste0(names(more), if (mse) "" else "_mean")] <- more
}

rows <- list()
number <- function(x) if (length(x)) as.numeric(x)[1] else NA
add <- function(keys, estimate, se, df, low, high) {
  numbers <- lapply(list(estimate = estimate, se = se, df = df, low = low, high = high), number)
  rows[[length(rows) + 1]] <<- data.frame(c(keys, numbers), stringsAsFactors = FALSE)
}
keys <- function(design, asked, statistic, column, other = "", p = "", rule = "", interval = "t", by = "", group = "")
  list(design = design, asked = asked, statistic = statistic, column = column, other = other, p = p, rule = rule,
       interval = interval, by = by, group = group)
quietly <- function(code) tryCatch(suppressMessages(suppressWarnings(code)), error = function(e) NULL)
asked_of <- function(name, asked) if (asked) subset(designs[[name]], asked == 1) else designs[[name]]

added <- function(name, asked, statistic, column) {
  design <- asked_of(name, asked)
  f <- list(mean = svymean, total = svytotal)[[statistic]]
  found <- f(as.formula(paste0("~", column)), design, na.rm = TRUE)
  ends <- confint(found, df = degf(design))
  add(keys(name, asked, statistic, column), coef(found), SE(found), degf(design), ends[1], ends[2])
}

divided <- function(name, asked, top, bottom) {
  design <- asked_of(name, asked)
  found <- svyratio(as.formula(paste0("~", top)), as.formula(paste0("~", bottom)), design, na.rm = TRUE)
  ends <- confint(found, df = degf(design))
  add(keys(name, asked, "ratio", top, bottom), coef(found), SE(found), degf(design), ends[1], ends[2])
}

by_group <- function(name, asked, statistic, column, by, other = "") {
  design <- asked_of(name, asked)
  formula <- as.formula(paste0("~", if (statistic == "share") paste0("as.numeric(", column, " >= ", other, ")") else column))
  f <- list(mean = svymean, share = svymean, total = svytotal)[[statistic]]
  found <- svyby(formula, as.formula(paste0("~", by)), design, f, na.rm = TRUE)
  ends <- confint(found, df = degf(design))
  groups <- do.call(paste, c(found[strsplit(by, "+", fixed = TRUE)[[1]]], sep = "|"))
  for (i in seq_along(groups)) {
    if (!is.finite(SE(found)[i])) next  # R keeps replicates that divide by 0
    add(keys(name, asked, statistic, column, other, by = by, group = groups[i]),
        coef(found)[i], SE(found)[i], degf(design), ends[i, 1], ends[i, 2])
  }
}

interval_of_share <- function(name, asked, column, other, kind) {
  design <- asked_of(name, asked)
  formula <- as.formula(paste0("~I(", column, " >= ", other, ")"))
  method <- c("korn-graubard" = "beta", logit = "xlogit", likelihood = "likelihood", arcsine = "asin", t = "mean")[[kind]]
  found <- quietly(svyciprop(formula, design, method = method, na.rm = TRUE))
  n <- nrow(design)
  if (is.null(found) || (kind == "korn-graubard" && capped(found, attr(found, "var"), n))) return()
  ends <- attr(found, "ci")
  angle <- asin(sqrt(found)) + c(-1, 1) * qt(0.975, degf(design)) * sqrt(attr(found, "var") / (4 * found * (1 - found)))
  if (kind == "arcsine" && (angle[1] < 0 || angle[2] > pi / 2)) return()  # R's interval turns round there
  add(keys(name, asked, "share", column, other, interval = kind),
      found, sqrt(attr(found, "var")), degf(design), ends[1], ends[2])
}

# A rule of quantiles that stops where R's answer is an accident: weights that add up to p but for a rounding error,
# p below the first value's weight (R 4.1 takes the second value), weights that add up to 0 or less.
careful <- function(rule) {
  plain <- getFromNamespace(paste0("qrule_", rule), "survey")
  function(x, w, p) {
    summed <- cumsum(w[order(x)]) / sum(w)
    stopifnot(sum(w) > 0, abs(summed - p) > 1e-9, p > w[order(x)][w[order(x)] != 0][1] / sum(w))
    plain(x, w, p)
  }
}

# Nothing varies: no degrees of freedom, or everyone is at or below the quantile.
still <- function(part, x, p) {
  part <- part[which(!is.na(x)), ]
  x <- x[!is.na(x)]
  w <- weights(part, "sampling")
  degf(part) < 1 || all(x[w > 0] <= careful("math")(x, w, p))
}

# Korn and Graubard's interval is compared where the effective number of rows isn't more than there are.
capped <- function(p, variance, n) p * (1 - p) / variance > n
below_is_capped <- function(part, column, value) {
  part <- part[which(!is.na(part$variables[[column]])), ]
  below <- svymean(part$variables[[column]] <= value, part)
  capped(coef(below), vcov(below), nrow(part))
}

quantile_of <- function(name, asked, column, p, kind, rule, by = "") {
  design <- asked_of(name, asked)
  levels <- if (by == "") "" else sort(unique(design$variables[[by]]))
  type <- c(woodruff = "mean", "woodruff-beta" = "beta", "woodruff-logit" = "xlogit", replicates = "quantile")[[kind]]
  for (level in levels) {
    part <- if (by == "") design else design[which(design$variables[[by]] == level), ]
    if (!isFALSE(quietly(still(part, part$variables[[column]], p)))) next
    found <- quietly(svyquantile(as.formula(paste0("~", column)), part, p, interval.type = type,
                                 qrule = careful(rule), na.rm = TRUE))
    if (is.null(found) || (kind == "woodruff-beta" && below_is_capped(part, column, found[[1]][1]))) next
    got <- found[[1]][1, ]
    df <- quietly(degf(part[which(!is.na(part$variables[[column]])), ]))
    add(keys(name, asked, "quantile", column, p = p, rule = rule, interval = kind, by = by, group = level),
        got[1], got[4], df, got[2], got[3])
  }
}

is_replicated <- function(name) inherits(designs[[name]], "svyrep.design")
# R 4.1 gives the same Woodruff interval for replicates whatever kind is asked for.
kinds_for <- function(name) if (is_replicated(name)) c("woodruff", "replicates") else c("woodruff", "woodruff-beta", "woodruff-logit")
pick <- function(some, all) if (everything) all else some
centred <- names(designs)[!grepl("_mean$", names(designs))]
for (name in names(designs)) {
  for (asked in pick(if (name %in% c("nested", "boot", "brr")) c(FALSE, TRUE) else TRUE, c(FALSE, TRUE))) {
    for (column in pick("wage", c("wage", "level", "profit", "same", "rare"))) {
      added(name, asked, "mean", column)
      added(name, asked, "total", column)
    }
    divided(name, asked, "profit", "staff")
    if (everything) divided(name, asked, "wage", "staff")
  }
}
for (name in pick(c("nested", "fractions", "jkn", "sdr"), names(designs))) {
  for (asked in pick(TRUE, c(FALSE, TRUE))) {
    by_group(name, asked, "mean", "wage", "site")
    by_group(name, asked, "share", "wage", "code", "15")
    if (everything || name == "nested") by_group(name, asked, "total", "profit", "site+code")
  }
}
shares <- list(c("rare", "1"), c("usual", "1"), c("staff", "7"), c("level", "5"))
for (name in pick(c("nested", "boot_mean"), names(designs))) {
  for (share in shares) {
    for (kind in c("korn-graubard", "logit", "likelihood", "arcsine", "t")) {
      if (kind != "likelihood" || !is_replicated(name)) interval_of_share(name, TRUE, share[1], share[2], kind)
    }
  }
}
rules <- c("math", "school", paste0("hf", 4:9))
for (name in pick(c("sizes", "jk"), names(designs))) {
  for (rule in rules) {
    for (p in pick(c(0.25, 0.9), c(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95))) {
      for (column in pick("wage", c("wage", "level", "same", "staff"))) {
        for (kind in pick("woodruff", kinds_for(name))) {
          quantile_of(name, TRUE, column, p, kind, rule)
        }
      }
    }
  }
}
for (name in pick(c("nested", "clusters", "fay3", "sdr_mean"), names(designs))) {
  for (kind in kinds_for(name)) {
    quantile_of(name, FALSE, "level", 0.6, kind, "math")
    quantile_of(name, TRUE, "wage", 0.5, kind, "math", "site")
    if (everything) quantile_of(name, TRUE, "staff", 0.3, kind, "school", "code")
    if (everything) for (rule in rules) quantile_of(name, TRUE, "wage", 0.7, kind, rule)
  }
}
expected <- do.call(rbind, rows)
for (column in c("estimate", "se", "df", "low", "high")) expected[[column]] <- signif(expected[[column]], 12)
write.csv(expected, file.path(folder, if (everything) "everything.csv" else "expected.csv"), row.names = FALSE, na = "")
