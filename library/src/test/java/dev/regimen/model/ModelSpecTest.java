package dev.regimen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.model.net.Average;
import dev.regimen.model.net.Mlp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSpecTest {
    private static final Net NET = Mlp.of(2);

    /** image -> reader -> adder; reader -> decoder. */
    private static final ModelSpec SPEC = ModelSpec.of(
            ModuleSpec.of("adder", "reader", NET),
            ModuleSpec.of("decoder", "reader", NET),
            ModuleSpec.of("reader", "image", NET));

    @Test
    void modulesAreSortedIntoTheGraphsOrder() {
        assertThat(SPEC.names()).containsExactly("reader", "adder", "decoder");
    }

    @Test
    void onlyAncestorsOfWhatIsWantedAreNeeded() {
        assertThat(SPEC.ancestors(List.of("adder"))).containsExactly("reader", "adder");
        assertThat(SPEC.ancestors(List.of("reader"))).containsExactly("reader");
        assertThat(SPEC.ancestors(List.of("decoder", "adder"))).containsExactly("reader", "adder", "decoder");
    }

    @Test
    void renamingKeepsTheGraphAndTheFields() {
        ModelSpec renamed = SPEC.renamed(name -> "second-" + name);
        assertThat(renamed.names()).containsExactly("second-reader", "second-adder", "second-decoder");
        assertThat(renamed.module("second-reader").reads()).containsExactly("image");
        assertThat(renamed.module("second-adder").reads()).containsExactly("second-reader");
    }

    @Test
    void circlesAreToldModuleByModule() {
        assertThatThrownBy(() -> ModelSpec.of(
                        ModuleSpec.of("a", "image", NET),
                        ModuleSpec.of("b", "c", NET),
                        new ModuleSpec("c", List.of("a", "b"), Optional.empty(), new Average())))
                .hasMessage("the modules read each other in a circle: b reads c; c reads a, b");
        assertThatThrownBy(() -> ModelSpec.of(ModuleSpec.of("a", "a", NET)))
                .hasMessage("the modules read each other in a circle: a reads a");
    }

    @Test
    void namesAreCheckedAndTaken() {
        assertThatThrownBy(() -> ModelSpec.of(ModuleSpec.of("a", "x", NET), ModuleSpec.of("a", "y", NET)))
                .hasMessage("two modules are called 'a'");
        assertThatThrownBy(() -> ModuleSpec.of("a/b", "x", NET)).hasMessageContaining("not 'a/b'");
        assertThatThrownBy(() -> new ModuleSpec("a", List.of(), Optional.empty(), NET))
                .hasMessage("module 'a' reads nothing");
        assertThatThrownBy(() -> SPEC.module("raeder")).hasMessageContaining("did you mean 'reader'?");
    }
}
