/**
 * Experiments as files: what YAML can say, under which names, and what is wrong with it where. A map in YAML is a
 * record of settings; its keys are the record's components in kebab case; {@code type} is a name in the
 * {@link dev.regimen.config.Catalog}. The records check themselves; this package says where.
 */
package dev.regimen.config;
