@NullMarked
package org.wardgate.registrar.masa;

import org.jspecify.annotations.NullMarked;
