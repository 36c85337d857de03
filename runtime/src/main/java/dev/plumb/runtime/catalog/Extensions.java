package dev.plumb.runtime.catalog;

/** What belongs to an extension is the extension's: never modelled, never listed one by one. */
final class Extensions {
    private Extensions() {}

    /**
     * A condition for the objects that no extension owns.
     *
     * @param catalog the system catalog that the object is in
     * @param oid SQL of its oid
     */
    static String notMember(String catalog, String oid) {
        return "not exists (select from pg_depend x where x.classid = '" + catalog + "'::regclass and x.objid = " + oid
                + " and x.deptype = 'e')";
    }
}
