/** Where MUD files come from: local store, cache, the maker's server; and who signed them. */
@NullMarked
package org.wardgate.mud.fetch;

import org.jspecify.annotations.NullMarked;
