@NullMarked
package org.wardgate.registrar.offline;

import org.jspecify.annotations.NullMarked;
