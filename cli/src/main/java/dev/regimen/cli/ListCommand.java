package dev.regimen.cli;

import dev.regimen.config.Catalog;
import dev.regimen.config.CatalogEntry;
import dev.regimen.config.Kind;
import dev.regimen.config.Setting;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what YAML can say. */
@Command(
        name = "list",
        description = "List every name that YAML can say after 'type:', with its settings and defaults.")
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "One kind only: nets, objectives, metrics, tasks, "
                    + "data-sources, regimens, learners, combiners, optimizers or schedules.")
    private String kind;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = Catalog.standard();
        var kinds = kind == null ? catalog.kinds() : java.util.List.of(catalog.kind(kind));
        kinds.forEach(each -> print(out, catalog, each));
        out.flush();
    }

    private static void print(PrintWriter out, Catalog catalog, Kind kind) {
        out.println(kind.plural());
        for (CatalogEntry entry : kind.entries()) {
            out.println("  " + entry.name() + "  " + entry.description());
            for (Setting setting : catalog.settings(entry)) {
                String value =
                        setting.value().equals(Setting.REQUIRED) ? setting.value() : setting.value() + " unless set";
                out.println("      " + setting.name() + ": " + setting.type() + "; " + value);
            }
        }
        out.println();
    }
}
