enum SituationPlaceholder {}
