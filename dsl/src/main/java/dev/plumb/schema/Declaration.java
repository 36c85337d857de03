package dev.plumb.schema;

import java.util.List;

/**
 * What a spec says about an object beside its definition; {@link #NONE} for whatever was read from a catalog.
 *
 * @param renamedFrom former names, newest first: plain names for what lives in a directory, paths for a directory
 * @param ifExists what to do when it exists already
 * @param preventDestroy remembered by the ledger: deleting the object together with this guard is refused
 * @param recompute of what a function computes: what another version of it means
 */
public record Declaration(List<String> renamedFrom, IfExists ifExists, boolean preventDestroy, Recompute recompute) {
    public static final Declaration NONE = new Declaration(List.of(), IfExists.UPDATE, false);

    public Declaration {
        renamedFrom = List.copyOf(renamedFrom);
    }

    /** Of what no function computes. */
    public Declaration(List<String> renamedFrom, IfExists ifExists, boolean preventDestroy) {
        this(renamedFrom, ifExists, preventDestroy, Recompute.UNDECIDED);
    }

    public Declaration withRecompute(Recompute newRecompute) {
        return new Declaration(renamedFrom, ifExists, preventDestroy, newRecompute);
    }
}
