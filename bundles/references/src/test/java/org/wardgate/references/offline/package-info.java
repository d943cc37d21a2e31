@NullMarked
package org.wardgate.references.offline;

import org.jspecify.annotations.NullMarked;
