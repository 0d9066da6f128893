package dev.regimen.model.net;

/** What a recurrent layer computes at each step. */
public enum Cell {
    /** tanh of a linear function of input and state (Elman 1990). */
    RNN(1, 1),
    /** Gated recurrent unit (Cho et al. 2014). */
    GRU(3, 1),
    /** Long short-term memory with forget gates (Hochreiter and Schmidhuber 1997; Gers et al. 2000). */
    LSTM(4, 2);

    private final int gates;
    private final int memories;

    Cell(int gates, int memories) {
        this.gates = gates;
        this.memories = memories;
    }

    /** How many linear functions of input and state it has. */
    int gates() {
        return gates;
    }

    /** How many vectors it carries from step to step. */
    int memories() {
        return memories;
    }
}
