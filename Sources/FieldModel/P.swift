enum FieldModelPlaceholder {}
